import { count, isWithin, ms, oneOf, optional, yes, type Check } from '../checks';
import { Switches } from '../switches';
import type { StreamBehaviour } from './types';

const httpError: Check = [(value) => isWithin(value, 400, 599), '400 to 599'];

const FIELDS: Record<keyof StreamBehaviour, Check> = {
	acknowledge: yes,
	refuse: oneOf('frame', 'frameOnly', 'close', 'http', 'silent'),
	closeCode: optional([isCloseCode, 'a close code a server may send']),
	httpStatus: optional(httpError),
	refuseKeys: oneOf(false, 'all', 'plan'),
	refuseUpgrade: optional([
		(value) => value === 'reset' || httpError[0](value),
		"'reset' or 400 to 599",
	]),
	publishEveryMs: ms,
	heartbeatEveryMs: ms,
	heartbeat: oneOf('heartbeat', 'ping', 'protocol'),
	answerPing: oneOf(true, false, 'ignore'),
	repeat: count,
	outOfOrder: yes,
	includeExchange: oneOf(true, false, 'data'),
	unsubscribe: yes,
	anyAsset: yes,
};

const DEFAULTS: StreamBehaviour = {
	acknowledge: false,
	refuse: 'frame',
	refuseKeys: false,
	publishEveryMs: 0,
	heartbeatEveryMs: 0,
	heartbeat: 'heartbeat',
	answerPing: false,
	repeat: 0,
	outOfOrder: false,
	includeExchange: false,
	unsubscribe: true,
	anyAsset: false,
};

/** How the stream behaves at present. */
export class BehaviourSwitches extends Switches<StreamBehaviour> {
	constructor() {
		super(FIELDS, DEFAULTS);
	}
}

/** What RFC 6455 lets an endpoint send: not 1004 to 1006, which are reserved. */
export function isCloseCode(value: unknown): boolean {
	if (isWithin(value, 3000, 4999)) return true;
	return isWithin(value, 1000, 1014) && !isWithin(value, 1004, 1006);
}
