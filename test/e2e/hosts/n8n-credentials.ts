import type { INodeCredentials } from 'n8n-workflow';

import type { N8nSession } from './n8n-session';

type CredentialData = Record<string, unknown>;

/** What the editor's *Test* shows. */
export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

/** A saved credential. */
export class Credential {
	constructor(
		readonly id: string,
		readonly name: string,
		readonly type: string,
	) {}

	/** As a node refers to it. */
	reference(): INodeCredentials {
		return { [this.type]: { id: this.id, name: this.name } };
	}
}

export class N8nCredentials {
	constructor(private readonly session: N8nSession) {}

	async create(type: string, data: CredentialData, name = `${type} account`): Promise<Credential> {
		const body = { name, type, data };
		const { id } = await this.session.rest<{ id: string }>('POST', '/credentials', body);
		return new Credential(id, name, type);
	}

	/** Replaces the data of a saved credential: how a user rotates a key. */
	async update({ id, name, type }: Credential, data: CredentialData): Promise<void> {
		await this.session.rest('PATCH', `/credentials/${id}`, { name, type, data });
	}

	/** The data as the editor gets it: passwords are placeholders. */
	async data({ id }: Credential): Promise<CredentialData> {
		const path = `/credentials/${id}?includeData=true`;
		return (await this.session.rest<{ data: CredentialData }>('GET', path)).data;
	}

	/** Tests a saved credential as the editor does: by sending back the data it was given. */
	async test(credential: Credential): Promise<CredentialTest> {
		const { id, name, type } = credential;
		const data = await this.data(credential);
		return await this.session.rest('POST', '/credentials/test', {
			credentials: { id, name, type, data },
		});
	}

	/** Tests data that is not saved yet. */
	async testUnsaved(type: string, data: CredentialData): Promise<CredentialTest> {
		return await this.session.rest('POST', '/credentials/test', {
			credentials: { id: '', name: 'unsaved', type, data },
		});
	}
}
