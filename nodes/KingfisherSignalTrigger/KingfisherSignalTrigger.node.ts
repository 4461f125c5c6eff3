import {
	NodeConnectionTypes,
	NodeOperationError,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';
import { kingfisherApiTest } from '../shared/credential-test';
import { activationError } from '../shared/node-error';
import { Place } from '../shared/places';
import { CALL_HINTS, CALLS_PER_DAY } from './call-hints';
import { signalTriggerProperties } from './properties';
import { readParameters } from './read-parameters';
import { testSignals } from './test-signals';
import { triggerPanel } from './trigger-panel';
import { SignalWatch } from './watch-signals';

/** n8n waits for as long with "publishing": enough to hear of a key that is refused. */
const FIRST_ROUND_MS = 5000;

export class KingfisherSignalTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kingfisher Signal Trigger',
		name: 'kingfisherSignalTrigger',
		icon: {
			light: 'file:../../icons/kingfisher.svg',
			dark: 'file:../../icons/kingfisher.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		// An expression may give text where the form gives a list.
		subtitle: `={{ [$parameter["signals"]].flat().join(", ") + ": " + $parameter["assets"] + ", " + ${CALLS_PER_DAY} + " calls a day" }}`,
		hints: CALL_HINTS,
		description:
			'Asks Kingfisher on a schedule, within the calls of the day, and starts the workflow once when a signal fires: cluster proximity, setup, gamma flip, funding extreme, open-interest divergence, wide spread',
		defaults: { name: 'Kingfisher Signal Trigger' },
		eventTriggerDescription: 'Asking once, to show how every signal stands',
		activationMessage:
			'Your workflow now watches the signals, and executes when one of them fires.',
		triggerPanel,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kingfisherApi', required: true, testedBy: 'kingfisherApiTest' }],
		properties: signalTriggerProperties,
	};

	methods = { credentialTest: { kingfisherApiTest } };

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		if (this.getMode() === 'manual') return await testSignals(this);
		const node = this.getNode();
		const place = new Place(`${this.getWorkflow().id}:${node.id}`);
		try {
			const watch = new SignalWatch(this, readParameters(this), place);
			place.hold(watch);
			await watch.start(FIRST_ROUND_MS);
		} catch (caught) {
			place.leave();
			throw activationError(node, caught);
		}
		if (place.isLost) {
			throw new NodeOperationError(
				node,
				'The workflow was published again while this was starting',
			);
		}
		return { closeFunction: async () => place.leave() };
	}
}
