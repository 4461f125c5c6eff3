/** The owner of the fresh n8n; the password meets n8n's rules and guards nothing. */
export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Test',
	lastName: 'Owner',
	password: 'Test-owner-1',
};

export interface Answer {
	status: number;
	/** Parsed where it is JSON, text where it is not. */
	body: unknown;
}

/** The requests of a signed-in n8n editor. */
export class N8nSession {
	private cookie = '';

	constructor(readonly url: string) {}

	/** Makes the first user, which a fresh n8n wants before anything else, and signs it in. */
	async setUpOwner(): Promise<void> {
		await this.rest('POST', '/owner/setup', OWNER);
	}

	/** Calls the editor's API and returns the `data` of its answer; throws with n8n's message. */
	async rest<Data>(method: string, path: string, body?: object): Promise<Data> {
		const answer = await this.request(method, `/rest${path}`, body);
		if (answer.status >= 400) {
			const text = JSON.stringify(answer.body);
			throw new Error(`n8n answered ${answer.status} to ${method} ${path}: ${text}`);
		}
		return (answer.body as { data: Data }).data;
	}

	/** Any request to n8n with the owner's cookie. */
	async request(method: string, path: string, body?: object): Promise<Answer> {
		const response = await this.fetch(path, {
			method,
			headers: { 'content-type': 'application/json' },
			...(body ? { body: JSON.stringify(body) } : {}),
		});
		const text = await response.text();
		return { status: response.status, body: parsed(text) };
	}

	async download(path: string): Promise<Buffer> {
		const response = await this.fetch(path, {});
		if (!response.ok) throw new Error(`n8n answered ${response.status} to GET ${path}`);
		return Buffer.from(await response.arrayBuffer());
	}

	/** For a browser that is to be signed in without filling the form. */
	cookies(): Array<{ name: string; value: string; url: string }> {
		return this.cookie.split('; ').map((pair) => {
			const [name = '', ...value] = pair.split('=');
			return { name, value: value.join('='), url: this.url };
		});
	}

	private async fetch(path: string, init: RequestInit): Promise<Response> {
		const headers = { ...(init.headers as Record<string, string>), cookie: this.cookie };
		const response = await fetch(this.url + path, { ...init, headers });
		const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
		if (cookies.length > 0) this.cookie = cookies.join('; ');
		return response;
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
