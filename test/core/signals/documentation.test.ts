import { readFileSync } from 'node:fs';
import path from 'node:path';
import { signals } from '../../../core/signals/catalogue';
import type { AnySignal } from '../../../core/signals/signal';
import { guide } from '../support/guide';
import { settingsTable } from './support/settings-table';
import { B, clusters, gamma, Watching } from './support/watching';

const DOCUMENT = readFileSync(path.join(__dirname, '../../../docs/signals.md'), 'utf8');

/** Without the blanks by which the columns of a table are aligned. */
const plain = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');

describe('docs/signals.md', () => {
	it.each(Object.values<AnySignal>(signals))('has the settings of $name as they are', (signal) => {
		expect(plain(DOCUMENT)).toContain(plain(settingsTable(signal)));
	});

	it.each(Object.values<AnySignal>(signals))('explains $name', ({ title }) => {
		expect(DOCUMENT).toContain(`\n## ${title}\n`);
		expect(plain(DOCUMENT)).toContain(`\n| **${title}** |`);
	});

	it('quotes what signals say', () => {
		const flipped = new Watching(signals.gammaRegime);
		flipped.sees(guide('gex'));
		const said = [
			...new Watching(signals.clusterProximity).fires(clusters(67000, [66330, 4.8 * B, 0])),
			...new Watching(signals.setupScan).fires(clusters(67000, [66330, 4.8 * B, 0])),
			...flipped.fires(gamma({ current_price: 68900, current_gex: 'negative' })),
			...new Watching(signals.fundingExtreme).fires({
				rates: [{ exchange: 'binance', rate: 0.0006, annualized: 65.7 }],
			}),
			...new Watching(signals.positionSize, { equity: 10_000, stop: 66300 }).fires(
				clusters(67000, [66330, 4.8 * B, 0]),
			),
			...new Watching(signals.callPlan).fires(undefined),
		];
		expect(said).toHaveLength(6);
		for (const text of said) expect(DOCUMENT).toContain(`\n> ${text}\n`);
	});

	it('says once that nothing of it is advice', () => {
		expect(DOCUMENT.match(/trading advice/g)).toHaveLength(1);
	});
});
