import type { INodeTypeDescription } from 'n8n-workflow';

const TESTING =
	"<b>While building your workflow</b>, click the 'Execute step' button. This registers the test address at Kingfisher, waits for one event, and takes the address back.";
const LIVE =
	"These executions will show up in the <a data-key='executions'>executions list</a>, but not in the editor.";

/** What the dialog says where other nodes show their input. */
export const triggerPanel: NonNullable<INodeTypeDescription['triggerPanel']> = {
	header: '',
	executionsHelp: {
		inactive: `${TESTING}<br /> <br /><b>Once you're happy with your workflow</b>, publish it. Then Kingfisher calls it whenever one of the events happens. ${LIVE}`,
		active: `${TESTING}<br /> <br /><b>Your workflow also executes by itself</b>, since it's published: whenever one of the events happens. ${LIVE}`,
	},
	activationHint:
		"Once you've finished building your workflow, publish it to have Kingfisher call it.",
};
