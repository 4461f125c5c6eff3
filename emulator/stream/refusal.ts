import type { Caller } from '../accounts';
import { errorForStatus, INVALID_KEY, type ErrorBody } from '../errors';
import type { Session } from './session';
import type { StreamBehaviour } from './types';

const PLAN_REQUIRED: ErrorBody = {
	error: 'plan_required',
	message: 'WebSocket streaming requires the Elite plan',
	code: 403,
};

/** Why a key may not stream; undefined where it may. */
export function refusalOf(
	{ kind }: Caller,
	{ refuseKeys }: Readonly<StreamBehaviour>,
): ErrorBody | undefined {
	if (refuseKeys === 'all') return INVALID_KEY;
	if (refuseKeys === 'plan') return PLAN_REQUIRED;
	if (kind === 'elite') return undefined;
	return kind === 'pro' ? PLAN_REQUIRED : INVALID_KEY;
}

/** Refuses or ends a session in the way asked for; the guide documents none. */
export function refuse(
	session: Session,
	body: ErrorBody,
	{ refuse: how, closeCode }: Readonly<StreamBehaviour>,
): void {
	session.expel();
	// 4000 to 4999 are free for applications, and the HTTP status added to 4000 is what many use.
	const code = 4000 + body.code;
	switch (how) {
		case 'frame':
			session.send(body);
			session.close(code, body.error);
			return;
		case 'frameOnly':
			session.send(body);
			return;
		case 'close':
			session.close(closeCode ?? code, body.error);
			return;
		case 'silent':
			session.ignored = true;
			return;
		case 'http':
			// Such a server speaks of keys at the upgrade only; the next one will be refused.
			session.destroy();
	}
}

/** The HTTP status and body an upgrade is refused with; undefined where it is accepted. */
export function upgradeRefusal(behaviour: Readonly<StreamBehaviour>): ErrorBody | undefined {
	const { refuseUpgrade, refuse: how, httpStatus = 401 } = behaviour;
	if (typeof refuseUpgrade === 'number') return errorForStatus(refuseUpgrade, 0);
	if (how !== 'http') return undefined;
	return httpStatus === PLAN_REQUIRED.code ? PLAN_REQUIRED : errorForStatus(httpStatus, 0);
}
