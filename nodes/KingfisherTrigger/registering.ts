import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import {
	isKingfisherError,
	isPublicAddress,
	isSettled,
	missingAtApi,
	register,
	registrationsFor,
	unregister,
	type Registrar,
	type Registration,
} from '../../core';
import { createClient } from '../shared/client';
import { CREDENTIAL } from '../shared/helper-transport';
import { activationError } from '../shared/node-error';
import { NodeState } from './node-state';
import { readParameters } from './read-parameters';

const NOT_PUBLIC =
	"Kingfisher calls this n8n from the internet, and cannot reach an address of your own machine or network. Set WEBHOOK_URL in n8n's environment to its public address (with https), or use a tunnel.";

/** Whether the API has exactly what the node wants. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	return await translated(context, async () => {
		const state = new NodeState(context);
		const wanted = await wantedBy(context, state);
		const kept = state.registrations;
		if (!isSettled(wanted, kept)) return false;
		const missing = await missingAtApi(await registrarOf(context, state), kept);
		// What has been deleted at the other end is registered again.
		state.registrations = kept.filter((one) => !missing.includes(one));
		return missing.length === 0;
	});
}

export async function registerAll(context: IHookFunctions): Promise<boolean> {
	return await translated(context, async () => {
		const state = new NodeState(context);
		const wanted = await wantedBy(context, state);
		const isPublic = wanted.every(({ url }) => isPublicAddress(url));
		const registering = register(await registrarOf(context, state), wanted, state.registrations);
		await registering.catch((caught: unknown) => {
			throw activationError(context.getNode(), isPublic ? caught : withAddressHint(caught));
		});
		if (!isPublic) context.logger.warn(`${context.getNode().name}: ${NOT_PUBLIC}`);
		return true;
	});
}

/** The API may refuse such an address, and cannot know how n8n is told of its public one. */
function withAddressHint(caught: unknown): unknown {
	const isRefused = isKingfisherError(caught) && caught.code === 'invalid_parameter';
	return isRefused ? caught.with({ help: NOT_PUBLIC }) : caught;
}

/**
 * Deletes what is registered. What cannot be deleted now stays noted, and is the next time the workflow is
 * published or taken back; the log says so. Never throws: n8n would not take the workflow back.
 */
export async function unregisterAll(context: IHookFunctions): Promise<boolean> {
	const state = new NodeState(context);
	try {
		const left = await unregister(await registrarOf(context, state), state.registrations);
		return left.length === 0;
	} catch (caught) {
		const why = caught instanceof Error ? caught.message : String(caught);
		context.logger.warn(
			`${context.getNode().name}: its webhooks could not be deleted, and will be tried again (${why})`,
		);
		return false;
	}
}

async function wantedBy(context: IHookFunctions, state: NodeState): Promise<Registration[]> {
	const token = state.ensureToken();
	const { events, assets, thresholds } = await readParameters(context, token);
	const url = context.getNodeWebhookUrl('default');
	if (url === undefined) {
		throw new NodeOperationError(context.getNode(), 'n8n has no webhook address for this node');
	}
	return registrationsFor(`${url}?token=${token}`, events, assets, thresholds);
}

async function registrarOf(context: IHookFunctions, state: NodeState): Promise<Registrar> {
	return {
		client: createClient(context, await context.getCredentials(CREDENTIAL)),
		save: (kept) => {
			state.registrations = kept;
		},
		logger: context.logger,
	};
}

async function translated<Result>(
	context: IHookFunctions,
	work: () => Promise<Result>,
): Promise<Result> {
	try {
		return await work();
	} catch (caught) {
		throw activationError(context.getNode(), caught);
	}
}
