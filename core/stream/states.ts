/**
 * `connecting`: reading the key again and opening a socket. `authenticating`: the key is sent, and an
 * answer may come or not. `live`: subscribed. `checking`: the key may be refused, and REST is asked.
 * `waiting`: until the next attempt. `refused`: only the user can help.
 */
export type State =
	| 'idle'
	| 'connecting'
	| 'authenticating'
	| 'live'
	| 'checking'
	| 'waiting'
	| 'refused';

export type Step =
	| 'start'
	| 'opened'
	| 'accepted'
	| 'lost'
	| 'suspected'
	| 'cleared'
	| 'condemned'
	| 'due'
	| 'stop';

const TRANSITIONS: Record<State, Partial<Record<Step, State>>> = {
	idle: { start: 'connecting' },
	connecting: { opened: 'authenticating', lost: 'waiting', suspected: 'checking', stop: 'idle' },
	authenticating: { accepted: 'live', lost: 'waiting', suspected: 'checking', stop: 'idle' },
	live: { lost: 'waiting', suspected: 'checking', condemned: 'refused', stop: 'idle' },
	checking: { cleared: 'waiting', condemned: 'refused', stop: 'idle' },
	waiting: { due: 'connecting', stop: 'idle' },
	refused: { start: 'connecting', stop: 'idle' },
};

/** The state after a step; `undefined` = the step comes too late to mean anything. */
export function after(state: State, step: Step): State | undefined {
	return TRANSITIONS[state][step];
}

/** Whether a socket belongs to the state. */
export function hasSocket(state: State): boolean {
	return state === 'connecting' || state === 'authenticating' || state === 'live';
}
