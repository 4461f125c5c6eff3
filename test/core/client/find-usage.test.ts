import { findUsage } from '../../../core';
import { startEmulator, type Emulator } from '../../../emulator';
import { asking, failureOf } from '../support/client';

let emulator: Emulator;

beforeAll(async () => {
	emulator = await startEmulator();
});

afterAll(async () => {
	await emulator.close();
});

beforeEach(() => {
	emulator.reset();
});

const clientOf = (apiKey: string) => asking(emulator, { apiKey }).client;

describe('the calls that are left', () => {
	it('cost one call when they are not known, and none from then on', async () => {
		const client = clientOf('kf_pro_usage_1');
		expect(await findUsage(client)).toMatchObject({ limit: 100, remaining: 99 });
		expect(await findUsage(client)).toMatchObject({ limit: 100, remaining: 99 });
		expect(emulator.calls).toHaveLength(1);
	});

	it('are none when the API refuses because they are used up', async () => {
		emulator.setRemaining('kf_pro_usage_2', 0);
		expect(await findUsage(clientOf('kf_pro_usage_2'))).toMatchObject({ limit: 100, remaining: 0 });
	});

	it('are known from an error of the API as well', async () => {
		emulator.faults.inject({ status: 500 });
		const usage = await findUsage(clientOf('kf_pro_usage_3'), { retries: 0 });
		expect(usage).toMatchObject({ remaining: 99 });
	});

	it('are not made up for a key that the API does not know', async () => {
		const error = await failureOf(findUsage(clientOf('kf_wrong_usage')));
		expect(error.code).toBe('invalid_api_key');
	});
});
