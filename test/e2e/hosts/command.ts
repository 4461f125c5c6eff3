import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

import type { NodeBinary } from './node-binary';

export interface CommandOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
}

/** Runs a command to its end and returns what it wrote to stdout; throws with its last lines when it fails. */
export async function run(
	command: string,
	args: string[],
	{ cwd, env = process.env }: CommandOptions,
): Promise<string> {
	const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
	let stdout = '';
	let all = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
		all += text;
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => (all += text));
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (code !== 0) {
		throw new Error(
			`${command} ${args.join(' ')} in ${cwd} ended with ${code}:\n${lastLines(all, 40)}`,
		);
	}
	return stdout;
}

/** Runs npm under the given Node, which is also the first `node` that install scripts find. */
export async function npm(
	node: NodeBinary,
	args: string[],
	{ cwd, env = {} }: CommandOptions,
): Promise<string> {
	// `npm run` names the npm it is; where a test is started without it, npm comes from the PATH.
	const cli = process.env['npm_execpath'];
	const command = cli?.endsWith('npm-cli.js') ? node.path : 'npm';
	const npmArgs = command === 'npm' ? args : [cli ?? '', ...args];
	return await run(command, npmArgs, { cwd, env: { ...npmEnvironment(node), ...env } });
}

export function lastLines(text: string, count: number): string {
	return text.trimEnd().split('\n').slice(-count).join('\n');
}

/** The current environment without what `npm run` adds about *this* project, which would steer npm back into it. */
function npmEnvironment(node: NodeBinary): NodeJS.ProcessEnv {
	const env: NodeJS.ProcessEnv = {};
	for (const [name, value] of Object.entries(process.env)) {
		if (/^npm_(package_|lifecycle_|config_(local_prefix|workspace|ignore_scripts))/.test(name))
			continue;
		env[name] = value;
	}
	env['PATH'] = [dirname(node.path), process.env['PATH']].join(delimiter);
	return env;
}
