import { startEmulator, type Emulator } from '../../../emulator';
import { describeNodeRed, INSTALL_TIMEOUT_MS, NODE_RED_VERSIONS } from '../hosts/install';
import { startNodeRed, type NodeRed } from '../hosts/node-red';
import { packNodeRed } from '../hosts/pack';
import { waitFor } from '../hosts/wait';
import { isPng, Uploads } from '../stream/uploads';
import { account, PACKAGE } from './setup';

describe.each(NODE_RED_VERSIONS.map((version) => [describeNodeRed(version), version] as const))(
	'the example flow with a chart in %s',
	(_, version) => {
		let emulator: Emulator;
		let telegram: Uploads;
		let red: NodeRed;

		beforeAll(async () => {
			emulator = await startEmulator({ scenario: 'guide' });
			telegram = await Uploads.open();
			const env = {
				TELEGRAM_API: telegram.origin,
				TELEGRAM_BOT_TOKEN: '7:aTokenOfTheTests',
				TELEGRAM_CHAT_ID: '4711',
			};
			red = await startNodeRed({ version, tarball: await packNodeRed(), env });
		}, INSTALL_TIMEOUT_MS);

		afterAll(async () => {
			await red.remove();
			await telegram.close();
			await emulator.close();
		});

		it('sends the picture to Telegram with its text', async () => {
			const flow = await red.admin.example(PACKAGE, 'liquidation-map-to-telegram');
			const own = account(emulator.baseUrl, 'kf_pro_chart_example_0c4d');
			await red.deploy(
				flow.map((node) => (node.type === own.type ? { ...node, ...own, id: node.id } : node)),
			);
			await red.inject(flow.find(({ name }) => name === 'once an hour')!.id);
			const [upload] = await waitFor('the photo', () => {
				return telegram.received.length > 0 && telegram.received;
			});
			expect(upload?.path).toBe('/bot7:aTokenOfTheTests/sendPhoto');
			expect(upload?.fields).toEqual({
				chat_id: '4711',
				caption: expect.stringMatching(/^BTC 67,000: longs /),
				parse_mode: 'HTML',
			});
			const photo = upload?.files['photo'];
			expect(isPng(photo?.bytes)).toBe(true);
			expect(photo).toMatchObject({
				name: expect.stringMatching(/^BTC-liquidation-map-.*\.png$/),
				type: 'image/png',
			});
		});
	},
);
