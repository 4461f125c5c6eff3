import type { Client } from '../client/client';
import { isKingfisherError } from '../client/errors';
import type { Settings } from '../client/settings';
import type { Logger } from '../client/transport';
import { create, identify, list, named, remove, wasRefused, type Asking } from './at-api';
import { isSame, type KeptRegistration, type Registration } from './registrations';

export interface Registrar {
	client: Client;
	/** Called after every change, since the next step may fail, or never come. */
	save(kept: KeptRegistration[]): void | Promise<void>;
	settings?: Partial<Settings> | undefined;
	logger?: Logger | undefined;
}

/**
 * Makes the API have exactly what is wanted, and may be called again after any failure: what is there
 * stays, what is missing is created, then the rest is deleted, so that no event falls in between.
 * @throws KingfisherError the first failure but those to delete; what was done until then is saved
 */
export async function register(
	registrar: Registrar,
	wanted: readonly Registration[],
	keptBefore: readonly KeptRegistration[],
): Promise<KeptRegistration[]> {
	const isWanted = (one: Registration) => wanted.some((it) => isSame(one, it));
	const work = new Work(registrar, keptBefore, wanted);
	// Before anything is created, so that what is new is not taken for what is old.
	await work.lookUp((one) => (isWanted(one) ? one.isUncertain === true : one.id === null));
	for (const one of wanted) await work.create(one);
	await work.remove((one) => !isWanted(one));
	return work.kept;
}

/** Deletes everything that is kept. What could not be deleted is returned, and stays saved. */
export async function unregister(
	registrar: Registrar,
	kept: readonly KeptRegistration[],
): Promise<KeptRegistration[]> {
	const work = new Work(registrar, kept);
	try {
		await work.lookUp(({ id }) => id === null);
		await work.remove(() => true);
	} catch (caught) {
		if (!isKingfisherError(caught)) throw caught;
		registrar.logger?.warn(
			`Webhooks whose id is not known could not be looked for, and will be tried again (${caught.message})`,
		);
		await work.remove(({ id }) => id !== null);
	}
	return work.kept;
}

/**
 * Which of the kept registrations the API no longer has; empty when it has all of them, or cannot
 * list them. Costs a call.
 * @throws KingfisherError
 */
export async function missingAtApi(
	registrar: Omit<Registrar, 'save'>,
	kept: readonly KeptRegistration[],
): Promise<KeptRegistration[]> {
	const listed = await list(askingFor(registrar, kept));
	if (listed === undefined) return [];
	const found = identify(kept, listed);
	return kept.filter((one) => !found.has(one));
}

/** What is kept, changed step by step, each step saved. */
class Work {
	kept: KeptRegistration[];
	private readonly asking: Asking;

	constructor(
		private readonly registrar: Registrar,
		kept: readonly KeptRegistration[],
		wanted: readonly Registration[] = [],
	) {
		this.kept = [...kept];
		this.asking = askingFor(registrar, [...kept, ...wanted]);
	}

	/** Asks the API for those that are `open`, if there are any, and forgets those that it does not have. */
	async lookUp(open: (one: KeptRegistration) => boolean): Promise<void> {
		if (!this.kept.some(open)) return;
		const listed = await list(this.asking);
		if (listed === undefined) return;
		const found = identify(this.kept, listed);
		await this.save(
			this.kept.flatMap((one) => {
				const it = found.get(one);
				if (!it) return open(one) ? [] : [one];
				const { isUncertain: _, ...certain } = one;
				return [{ ...certain, id: one.id ?? it.id }];
			}),
		);
	}

	async create(one: Registration): Promise<void> {
		const before = this.kept;
		const known = before.find((it) => isSame(one, it));
		if (known && known.isUncertain !== true) return;
		if (known) {
			// An event that comes twice is dropped; one that never comes is missed.
			this.asking.logger?.warn(
				`${named(one)}: whether it is registered cannot be found out, so it is registered again`,
			);
		}
		const others = before.filter((it) => it !== known);
		// Before it is sent: whoever is stopped in between looks for it the next time.
		await this.save([...others, { ...one, id: null, isUncertain: true }]);
		let id: string | null;
		try {
			id = await create(this.asking, one);
		} catch (caught) {
			if (wasRefused(caught)) await this.save(before);
			throw caught;
		}
		await this.save([...others, { ...one, id }]);
	}

	async remove(isSurplus: (one: KeptRegistration) => boolean): Promise<void> {
		for (const one of this.kept.filter(isSurplus)) {
			const before = this.kept;
			const others = before.filter((it) => it !== one);
			// Whether it is still there is to be asked, should it be wanted again after a lost answer.
			await this.save([...others, { ...one, isUncertain: true }]);
			const outcome = await remove(this.asking, one);
			if (outcome === 'gone') await this.save(others);
			if (outcome === 'there') await this.save(before);
		}
	}

	private async save(kept: KeptRegistration[]): Promise<void> {
		this.kept = kept;
		await this.registrar.save([...kept]);
	}
}

function askingFor(
	{ client, settings, logger }: Omit<Registrar, 'save'>,
	about: readonly Registration[],
): Asking {
	const secrets = about.flatMap(({ url }) => secretsIn(url)).concat(settings?.secrets ?? []);
	return { client, logger, settings: { ...settings, secrets: [...new Set(secrets)] } };
}

/** What an address has behind its host, and the long parts of that: one of them is the token. */
function secretsIn(url: string): string[] {
	if (!URL.canParse(url)) return [];
	const { pathname, search } = new URL(url);
	const parts = (pathname + search).split(/[/?&=]/).filter((part) => part.length >= 16);
	return [pathname + search, ...parts];
}
