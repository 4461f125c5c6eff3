import { cpus, release, totalmem, type } from 'node:os';
import { N8N_VERSION, NODE_RED_VERSIONS } from '../e2e/hosts/install';

export interface Table {
	head: string[];
	rows: string[][];
}

/** What is asked for, beside what came out. */
export interface Goal {
	what: string;
	asked: string;
	measured: string;
	isMet: boolean;
}

/** What one group of measurements gives. */
export interface Section {
	title: string;
	/** How it was measured, and what the words in the tables mean. */
	method: string;
	tables: Table[];
	goals: Goal[];
	/** What the numbers mean, and what was left out. */
	remarks?: string[];
}

export function report(sections: Section[], took: { from: Date; minutes: number }): string {
	const goals = sections.flatMap(({ goals: some }) => some);
	return [
		'# Benchmarks',
		'Written by `npm run bench`; not by hand. Everything was measured in one run on one machine, ours and the alternative in turn: the ratios carry over to other machines, the absolute numbers do not.',
		table(machine(took)),
		'## Goals',
		table({
			head: ['', 'Asked', 'Measured', ''],
			rows: goals.map(({ what, asked, measured, isMet }) => [
				what,
				asked,
				measured,
				isMet ? 'met' : '**missed**',
			]),
		}),
		...sections.map(sectionText),
	].join('\n\n');
}

export function sectionText({ title, method, tables, remarks = [] }: Section): string {
	return [`## ${title}`, method, ...tables.map(table), ...remarks].join('\n\n');
}

export function table({ head, rows }: Table): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const ruler = head.map((_, index) => (index === 0 ? '---' : '---:'));
	return [line(head), line(ruler), ...rows.map(line)].join('\n');
}

function machine({ from, minutes }: { from: Date; minutes: number }): Table {
	const [first] = cpus();
	return {
		head: ['Machine', ''],
		rows: [
			['Processor', `${cpus().length} × ${first?.model.trim() ?? 'unknown'}`],
			['Memory', `${Math.round(totalmem() / 2 ** 30)} GiB`],
			['System', `${type()} ${release()}`],
			['Node.js', process.version],
			['n8n', N8N_VERSION],
			['Node-RED', NODE_RED_VERSIONS.join(', ')],
			['Run', `${from.toISOString().slice(0, 16).replace('T', ' ')} UTC, ${minutes} minutes`],
		],
	};
}
