import type { Accounts } from '../accounts';
import { ApiError, invalidParameter, notFound, type ErrorBody } from '../errors';
import type { BehaviourSwitches } from './behaviour';
import { refusalOf, refuse } from './refusal';
import type { Session } from './session';
import { readSubscription, type Subscription } from './subscription';

export interface DialogueParts {
	accounts: Accounts;
	behaviour: BehaviourSwitches;
	subscribed: (session: Session, subscription: Subscription) => void;
	log: (session: Session, what: string) => void;
}

type Frame = Record<string, unknown>;

const NOT_AUTHENTICATED: ErrorBody = {
	error: 'not_authenticated',
	message: 'Authenticate before subscribing',
	code: 401,
};

/** What the server does about a client's frame. */
export class Dialogue {
	constructor(private readonly parts: DialogueParts) {}

	/** Errors are answered in the guide's REST form and end nothing, but for those of the key. */
	answer(session: Session, frame: unknown): void {
		try {
			if (!isFrame(frame)) throw new ApiError(invalidParameter('frame'));
			this.#act(session, frame);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			this.parts.log(session, error.body.message);
			session.send(error.body);
		}
	}

	#act(session: Session, frame: Frame): void {
		switch (frame.action) {
			case 'auth':
				this.#authenticate(session, frame.apiKey);
				return;
			case 'subscribe':
				this.#subscribe(session, frame);
				return;
			case 'unsubscribe':
				this.#unsubscribe(session, frame);
				return;
			case 'ping':
				this.#ping(session);
				return;
			default:
				// A client may answer a heartbeat in either form; no server would mind.
				if (frame.action === 'pong' || frame.type === 'pong') return;
				throw new ApiError(invalidParameter('action'));
		}
	}

	#authenticate(session: Session, key: unknown): void {
		const { accounts, behaviour, log } = this.parts;
		const caller = accounts.identify(typeof key === 'string' ? `Bearer ${key}` : undefined);
		session.tier = caller.kind === 'pro' || caller.kind === 'elite' ? caller.kind : undefined;
		const refusal = refusalOf(caller, behaviour.current);
		log(session, refusal ? `${caller.kind} key refused` : `${caller.kind} key accepted`);
		if (refusal) {
			refuse(session, refusal, behaviour.current);
			return;
		}
		session.authenticated = true;
		session.ignored = false;
		session.keyId = caller.keyId;
		if (behaviour.current.acknowledge) session.send({ type: 'auth', status: 'ok' });
	}

	#subscribe(session: Session, frame: Frame): void {
		if (!this.#mayAsk(session)) return;
		const subscription = readSubscription(frame, this.parts.behaviour.current);
		session.subscriptions.push(subscription);
		this.parts.log(session, `subscribes to ${subscription.key}`);
		this.#acknowledge(session, 'subscribed', subscription);
		this.parts.subscribed(session, subscription);
	}

	/** Takes the subscription away, however often it was asked for. */
	#unsubscribe(session: Session, frame: Frame): void {
		if (!this.parts.behaviour.current.unsubscribe) throw new ApiError(invalidParameter('action'));
		if (!this.#mayAsk(session)) return;
		const subscription = readSubscription(frame, this.parts.behaviour.current);
		const { key } = subscription;
		if (!session.isSubscribedTo(key)) throw new ApiError(notFound('Subscription'));
		session.subscriptions = session.subscriptions.filter((one) => one.key !== key);
		this.parts.log(session, `unsubscribes from ${key}`);
		this.#acknowledge(session, 'unsubscribed', subscription);
	}

	#ping(session: Session): void {
		const { answerPing } = this.parts.behaviour.current;
		if (answerPing === false) throw new ApiError(invalidParameter('action'));
		if (answerPing === true) session.send({ type: 'pong' });
	}

	#mayAsk(session: Session): boolean {
		if (!session.authenticated && !session.ignored) throw new ApiError(NOT_AUTHENTICATED);
		return session.authenticated;
	}

	#acknowledge(session: Session, type: string, subscription: Subscription): void {
		const { channel, asset, exchange } = subscription;
		if (this.parts.behaviour.current.acknowledge) session.send({ type, channel, asset, exchange });
	}
}

function isFrame(value: unknown): value is Frame {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
