import type { GammaSnapshot } from '../scenario';
import type { Shapes } from './shapes';

/** `/gex/{asset}?historical=true`: the guide gives the parameter and no answer to it. */
export function historicalGammaBody(
	shape: Shapes['historicalGamma'],
	asset: string,
	history: GammaSnapshot[],
	current: object,
): object {
	switch (shape) {
		case 'history':
			return { ...current, history };
		case 'data':
			return { asset, data: history };
		case 'list':
			return history.map((snapshot) => ({ asset, ...snapshot }));
	}
}
