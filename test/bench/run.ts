import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callBudget } from './budget/group';
import { growth } from './growth/group';
import { n8nStream } from './n8n/group';
import { nodeRedStream } from './node-red/group';
import { restCalls } from './rest/group';
import { report, sectionText, type Section } from './report';
import { streamReceive } from './stream/group';
import { weight } from './weight/group';

type Group = (progress: (text: string) => void) => Promise<Section>;

const GROUPS: Record<string, Group> = {
	stream: streamReceive,
	'node-red': nodeRedStream,
	n8n: n8nStream,
	rest: restCalls,
	weight,
	growth,
	budget: callBudget,
};

/** `npm run bench` writes the report; `npm run bench -- stream rest` only shows these groups. */
async function main(chosen: string[]): Promise<void> {
	const unknown = chosen.filter((name) => !(name in GROUPS));
	if (unknown.length > 0) {
		throw new Error(
			`There is no ${unknown.join(', ')}; there are ${Object.keys(GROUPS).join(', ')}`,
		);
	}
	const from = new Date();
	const sections: Section[] = [];
	for (const [name, measure] of Object.entries(GROUPS)) {
		if (chosen.length > 0 && !chosen.includes(name)) continue;
		sections.push(await measure((text) => process.stderr.write(`bench: ${name}: ${text}\n`)));
	}
	if (chosen.length > 0) {
		process.stdout.write(`${sections.map(sectionText).join('\n\n')}\n`);
		process.stdout.write(
			`${JSON.stringify(
				sections.flatMap(({ goals }) => goals),
				null,
				'\t',
			)}\n`,
		);
		return;
	}
	const minutes = Math.round((Date.now() - from.getTime()) / 60_000);
	await writeFile(join(__dirname, 'RESULTS.md'), `${report(sections, { from, minutes })}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
	process.exitCode = 1;
});
