import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NodeAPI } from 'node-red';
import { isSettled, newToken, type KeptRegistration } from '../../core';
import { callbackUrl } from '../../node-red/nodes/event/address';
import { KeptState } from '../../node-red/nodes/event/kept-state';

let userDir: string;

beforeEach(() => {
	userDir = mkdtempSync(join(tmpdir(), 'kingfisher-kept-'));
});

afterEach(() => {
	rmSync(userDir, { recursive: true });
});

function open(token: string, settings: object = { userDir }): KeptState {
	return new KeptState({ settings } as unknown as NodeAPI, 'n/1', token);
}

function registration(token: string): KeptRegistration {
	const url = callbackUrl('https://example.com', { root: '/', path: '/events', token });
	return { url, event: 'gex.flip', asset: 'BTC', id: 'wh_1' };
}

const folder = () => join(userDir, 'kingfisher-events');
const file = () => join(folder(), 'n_1.json');

describe('what an event node keeps', () => {
	it.each([
		['made', newToken()],
		['chosen by hand', 'a b+c/d=ä'],
	])('survives a restart, without the token in the file when it was %s', (_, token) => {
		const kept = [registration(token)];
		open(token).registrations = kept;
		expect(open(token).registrations).toEqual(kept);
		const written = readFileSync(file(), 'utf8');
		expect(written).not.toContain(token);
		expect(written).not.toContain(new URL(kept[0]!.url).search);
	});

	it('lasts until the restart where nothing can be written, which is told once', () => {
		const notAFolder = join(userDir, 'file');
		writeFileSync(notAFolder, '');
		const told: string[] = [];
		const RED = { settings: { userDir: notAFolder } } as unknown as NodeAPI;
		const state = new KeptState(RED, 'n/1', 'token', (why) => told.push(why));
		state.registrations = [registration('token')];
		state.seen = [['dlv_1', 1]];
		expect(state.registrations).toEqual([registration('token')]);
		expect(state.seen).toEqual([['dlv_1', 1]]);
		expect(told).toEqual([expect.stringContaining('ENOTDIR')]);
		state.remove();
	});

	it('is not taken for what is wanted when the token has become another', () => {
		open('lost').registrations = [registration('lost')];
		const wanted = [registration('new')];
		expect(isSettled(wanted, open('lost').registrations)).toBe(false);
		const [kept] = open('new').registrations;
		expect(isSettled(wanted, [kept!])).toBe(false);
		open('new').registrations = [kept!];
		expect(isSettled(wanted, open('new').registrations)).toBe(false);
		expect(kept!.id).toBe('wh_1');
	});

	it('is for the user alone, with nothing half-written beside it', () => {
		open('t').registrations = [registration('t')];
		expect(statSync(file()).mode & 0o077).toBe(0);
		expect(readdirSync(folder())).toEqual(['n_1.json']);
	});

	it('holds the registrations when deliveries are noted, and the other way round', () => {
		const state = open('tok');
		state.registrations = [registration('tok')];
		state.seen = [['one', 1]] as unknown as typeof state.seen;
		expect(open('tok').registrations).toHaveLength(1);
		state.registrations = [];
		expect(open('tok').seen).toEqual([['one', 1]]);
	});

	it.each(['', '{', 'null', '[]', '"text"', '{"registrations":5}'])(
		'starts anew from a file that holds %j',
		(content) => {
			open('tok').registrations = [];
			writeFileSync(file(), content);
			expect(open('tok').registrations).toEqual([]);
		},
	);

	it('is gone with the node', () => {
		const state = open('tok');
		state.registrations = [registration('tok')];
		state.remove();
		expect(readdirSync(folder())).toEqual([]);
	});

	it('lasts until the restart where there is no user directory', () => {
		const state = open('tok', {});
		state.registrations = [registration('tok')];
		expect(state.registrations).toEqual([registration('tok')]);
	});
});
