import * as v from 'valibot';
import { catalogue, defineEndpoint, type Catalogue } from '../../../core';
import { column } from '../../../core/api/fields';
import { assetParameter, oneOf } from '../../../core/api/parameters';
import { entry, numeric } from '../../../core/api/schema';
import { asking } from '../support/client';
import { json, servers } from '../support/http-server';

/** A whole endpoint: this is all that a new file in `core/api` has to hold. */
const fearAndGreed = defineEndpoint({
	name: 'fear-and-greed',
	resource: 'fearAndGreed',
	accessor: 'fearAndGreed',
	title: 'Fear and greed',
	description: 'Mood of the market, from 0 (fear) to 100 (greed).',
	keywords: ['mood'],
	path: '/fear-and-greed/{asset}',
	parameters: {
		asset: assetParameter(),
		span: oneOf(['1D', '1W'], { default: '1D', title: 'Span', description: 'Time covered' }),
	},
	response: v.looseObject({ readings: v.array(entry({ score: numeric() })) }),
	freshForSeconds: 10,
	documented: false,
	rowNoun: { one: 'reading', many: 'readings' },
	rowFields: { score: column('Score', 'From 0 to 100') },
	rows: (response) => response.readings.map(({ score }) => ({ score })),
	summaryFields: { count: column('Readings', 'Number of readings') },
	summary: (response) => ({ count: response.readings.length }),
	text: (response, asked) => `${asked.asset}: ${response.readings.length} readings`,
});

describe('an endpoint that is added as one definition and one line in the catalogue', () => {
	const serve = servers();
	const extended: Catalogue = { ...catalogue, fearAndGreed };

	it('can be asked like every other', async () => {
		const server = await serve(json({ readings: [{ score: '71' }, { score: 70 }] }));
		const { client } = asking(server);
		const answer = await client.ask(extended['fearAndGreed']!, { asset: ' btc', span: '1w' });

		expect(server.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
			'GET /v1/fear-and-greed/BTC?span=1W',
		]);
		expect(answer.rows()).toEqual([{ score: 71 }, { score: 70 }]);
		expect(answer.summary()).toEqual({ count: 2 });
		expect(answer.text()).toBe('BTC: 2 readings');
		expect(answer.hints()).toEqual([]);
	});

	it('is validated, cached and refused like every other', async () => {
		const server = await serve(json({ readings: 'none' }));
		const { client } = asking(server);
		await expect(client.ask(fearAndGreed, { asset: 'BTC', span: '2D' })).rejects.toMatchObject({
			code: 'invalid_parameter',
			message: 'Fear and greed: "2D" is not a value of Span',
		});
		const answer = await client.ask(fearAndGreed, { asset: 'BTC' });
		expect(() => answer.rows()).toThrow(
			expect.objectContaining({ code: 'unexpected_shape', endpoint: 'fear-and-greed' }),
		);
	});
});
