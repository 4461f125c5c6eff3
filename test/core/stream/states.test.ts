import { after, hasSocket, type State, type Step } from '../../../core/stream/states';

const STATES: State[] = [
	'idle',
	'connecting',
	'authenticating',
	'live',
	'checking',
	'waiting',
	'refused',
];
const STEPS: Step[] = [
	'start',
	'opened',
	'accepted',
	'lost',
	'suspected',
	'cleared',
	'condemned',
	'due',
	'stop',
];

/** Every step that means something, and where it leads. */
const TABLE = [
	'idle start connecting',
	'connecting opened authenticating',
	'connecting lost waiting',
	'connecting suspected checking',
	'connecting stop idle',
	'authenticating accepted live',
	'authenticating lost waiting',
	'authenticating suspected checking',
	'authenticating stop idle',
	'live lost waiting',
	'live suspected checking',
	'live condemned refused',
	'live stop idle',
	'checking cleared waiting',
	'checking condemned refused',
	'checking stop idle',
	'waiting due connecting',
	'waiting stop idle',
	'refused start connecting',
	'refused stop idle',
];

describe('the states of a stream', () => {
	it('follow each other in these ways and no other', () => {
		const found = STATES.flatMap((state) =>
			STEPS.flatMap((step) => {
				const next = after(state, step);
				return next === undefined ? [] : [`${state} ${step} ${next}`];
			}),
		);
		expect(found.sort()).toEqual([...TABLE].sort());
	});

	it('have a socket from the attempt until the connection is over', () => {
		expect(STATES.filter(hasSocket)).toEqual(['connecting', 'authenticating', 'live']);
	});

	it('can all be stopped but the one that is', () => {
		expect(STATES.filter((state) => after(state, 'stop') === undefined)).toEqual(['idle']);
	});
});
