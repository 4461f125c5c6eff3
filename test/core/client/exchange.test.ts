import { catalogue, type HttpTransport } from '../../../core';
import { exchange } from '../../../core/client/exchange';
import { prepareRequest } from '../../../core/client/request';
import { ManualClock } from '../support/manual-clock';

const BASE = 'https://api.thekingfisher.io/v1';
const request = prepareRequest(catalogue.liquidations, { asset: 'BTC' }, BASE);

function exchanging(transport: HttpTransport, signal?: AbortSignal) {
	const clock = new ManualClock();
	return exchange(request, 'kf_key_123', 5000, signal, { transport, clock, userAgent: 'me/1' });
}

describe('an exchange', () => {
	it('hands the transport all it needs, the key apart from the headers', async () => {
		const transport = jest.fn<ReturnType<HttpTransport>, Parameters<HttpTransport>>(() =>
			Promise.resolve({ status: 200, headers: {}, body: '{}' }),
		);
		await exchanging(transport);
		expect(transport).toHaveBeenCalledWith({
			method: 'GET',
			url: `${BASE}/liquidations/BTC?exchange=all&timeframe=1D`,
			headers: { Accept: 'application/json', 'User-Agent': 'me/1' },
			authorization: 'Bearer kf_key_123',
			signal: expect.any(AbortSignal),
			timeoutMs: 5000,
			maxBytes: 10 * 1024 * 1024,
		});
	});

	it('does not begin for who has given up', async () => {
		const transport = jest.fn();
		const exchanged = await exchanging(transport, AbortSignal.abort());
		expect(exchanged).toMatchObject({ ok: false, error: { code: 'cancelled' } });
		expect(transport).not.toHaveBeenCalled();
	});

	it('gives each hop of a redirect its own time', async () => {
		const transport = jest.fn<ReturnType<HttpTransport>, Parameters<HttpTransport>>();
		transport
			.mockResolvedValueOnce({ status: 302, headers: { location: '/elsewhere' }, body: '' })
			.mockResolvedValueOnce({ status: 200, headers: {}, body: '{}' });
		await exchanging(transport);
		const [first, second] = transport.mock.calls.map(([{ signal, url }]) => ({ signal, url }));
		expect(second?.url).toBe('https://api.thekingfisher.io/elsewhere');
		expect(second?.signal).not.toBe(first?.signal);
	});

	it('does not repeat what the key is in when the API echoes it', async () => {
		const body = '{"you":"kf_key_123"}';
		const exchanged = await exchanging(() => Promise.resolve({ status: 200, headers: {}, body }));
		expect(exchanged).toMatchObject({ ok: true, response: { body: '{"you":"[hidden]"}' } });
	});
});
