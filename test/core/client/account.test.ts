import { sharedAccount } from '../../../core/client/account';

const BASE = 'https://api.thekingfisher.io/v1';

describe('the account of a key', () => {
	it('is one for all that use the key, and another for another key or another API', () => {
		const account = sharedAccount('kf_account_1', BASE);
		expect(sharedAccount('kf_account_1', BASE)).toBe(account);
		expect(sharedAccount('kf_account_2', BASE)).not.toBe(account);
		expect(sharedAccount('kf_account_1', 'https://api-sandbox.thekingfisher.io/v1')).not.toBe(
			account,
		);
	});

	it('is forgotten when two hundred others have been used since', () => {
		const [first, second] = [sharedAccount('kf_first', BASE), sharedAccount('kf_second', BASE)];
		for (let index = 0; index < 199; index += 1) {
			sharedAccount(`kf_other_${index}`, BASE);
			expect(sharedAccount('kf_first', BASE)).toBe(first);
		}
		expect(sharedAccount('kf_second', BASE)).not.toBe(second);
	});
});
