import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { KingfisherError, type ErrorCode } from '../../core';
import { errorJson, nodeError } from '../../nodes/shared/node-error';

const node: INode = {
	id: '1',
	name: 'Kingfisher',
	type: 'n8n-nodes-kingfisher.kingfisher',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

function coreError(code: ErrorCode, more: { httpStatus?: number; retryAfterMs?: number } = {}) {
	return new KingfisherError({ code, message: 'What happened', help: 'What to do', ...more });
}

describe('an error as n8n shows it', () => {
	it('has what happened as its title and what to do below', () => {
		const shown = nodeError(node, coreError('invalid_api_key', { httpStatus: 401 }), 3);
		expect(shown).toBeInstanceOf(NodeApiError);
		expect(shown.message).toBe('What happened');
		expect(shown.description).toBe('What to do');
		expect((shown as NodeApiError).httpCode).toBe('401');
		expect(shown.context['itemIndex']).toBe(3);
	});

	it('tells n8n how long to wait when the calls are used up', () => {
		const error = coreError('rate_limited', { httpStatus: 429, retryAfterMs: 3_600_000 });
		const shown = nodeError(node, error, 0);
		expect(shown.failure).toEqual({ cause: 'rate-limited', retryAfterMs: 3_600_000 });
	});

	it('tells n8n that a dead key needs a person, without a wait', () => {
		const error = coreError('invalid_api_key', { httpStatus: 401, retryAfterMs: 5 });
		expect(nodeError(node, error, 0).failure).toEqual({ cause: 'credential-invalid' });
	});

	it('is an operation error for what was never sent', () => {
		const shown = nodeError(node, coreError('invalid_parameter'), 0);
		expect(shown).toBeInstanceOf(NodeOperationError);
		expect(shown.message).toBe('What happened');
	});

	it('is passed on as it is when it already is one of n8n', () => {
		const own = new NodeOperationError(node, 'Its own');
		expect(nodeError(node, own, 0)).toBe(own);
	});

	it('keeps the message of something unforeseen', () => {
		expect(nodeError(node, new TypeError('odd'), 0).message).toBe('odd');
	});

	it('gives an item that goes on its code, its help and the wait', () => {
		const error = coreError('rate_limited', { httpStatus: 429, retryAfterMs: 1000 });
		expect(errorJson(error, nodeError(node, error, 0))).toEqual({
			error: expect.objectContaining({
				message: 'What happened',
				code: 'rate_limited',
				help: 'What to do',
				retryAfterMs: 1000,
			}),
		});
	});
});
