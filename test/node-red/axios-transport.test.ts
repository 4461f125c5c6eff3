import { axiosTransport } from '../../node-red/shared/axios-transport';
import { describeTransport } from '../core/client/transport-contract';

describeTransport(
	'axios',
	() => {
		const { send, destroy } = axiosTransport();
		return { send, close: destroy };
	},
	{ keepsAlive: true },
);
