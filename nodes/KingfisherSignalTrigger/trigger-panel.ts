import type { INodeTypeDescription } from 'n8n-workflow';

const TESTING =
	"<b>While building your workflow</b>, click the 'Execute step' button. It asks once and shows how every signal stands, fired or not, and what the schedule costs a day.";
const LIVE =
	"These executions will show up in the <a data-key='executions'>executions list</a>, but not in the editor.";

/** What the dialog says where other nodes show their input. */
export const triggerPanel: NonNullable<INodeTypeDescription['triggerPanel']> = {
	header: '',
	executionsHelp: {
		inactive: `${TESTING}<br /> <br /><b>Once you're happy with your workflow</b>, publish it. Then it watches by itself, and executes when a signal fires. ${LIVE}`,
		active: `${TESTING}<br /> <br /><b>Your workflow also executes by itself</b>, since it's published: when a signal fires. ${LIVE}`,
	},
	activationHint:
		"Once you've finished building your workflow, publish it to have it watch by itself.",
};
