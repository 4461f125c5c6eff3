import { fetchTransport } from '../../../core';
import { describeTransport } from './transport-contract';

describeTransport('fetch', () => ({ send: fetchTransport(fetch), close: () => undefined }), {
	keepsAlive: true,
});
