import fc from 'fast-check';
import { escapeText, TEXT_FORMATS, type TextFormat } from '../../../core/signals/escape-text';

const ALERT = 'BTC 67,000 is 1.0% above a $4.8B long-liquidation cluster at 66,330';

describe('a text for a chat', () => {
	it.each([
		['plain', ALERT],
		['slack', ALERT],
		['telegramHtml', ALERT],
		['discord', ALERT],
		[
			'telegramMarkdown',
			String.raw`BTC 67,000 is 1\.0% above a $4\.8B long\-liquidation cluster at 66,330`,
		],
	] as const)('is escaped for %s', (format, expected) => {
		expect(escapeText(ALERT, format)).toBe(expected);
	});

	it.each([
		['slack', '<!channel> a & b > c', '&lt;!channel&gt; a &amp; b &gt; c'],
		['telegramHtml', '<b>5 < 6 & 7</b>', '&lt;b&gt;5 &lt; 6 &amp; 7&lt;/b&gt;'],
		[
			'telegramMarkdown',
			'\\_*[]()~`>#+-=|{}.!',
			String.raw`\\\_\*\[\]\(\)\~\`\>\#\+\-\=\|\{\}\.\!`,
		],
		[
			'discord',
			'**a** __b__ ~~c~~ `d` ||e|| [f](g)',
			String.raw`\*\*a\*\* \_\_b\_\_ \~\~c\~\~ \`d\` \|\|e\|\| \[f\](g)`,
		],
		['discord', '@everyone <@123>', '@\u200Beveryone \\<@\u200B123\\>'],
		['discord', '# a\n- b\n1. c\n-5 d', '\\# a\n\\- b\n1\\. c\n\\-5 d'],
	] as const)('cannot format, link or mention in %s: %s', (format, text, expected) => {
		expect(escapeText(text, format)).toBe(expected);
	});

	it('can be read back in every format', () => {
		const back: Record<TextFormat, (text: string) => string> = {
			plain: (text) => text,
			slack: unescaped,
			telegramHtml: unescaped,
			telegramMarkdown: (text) => text.replace(/\\(.)/gs, '$1'),
			discord: (text) => text.replace(/\\(.)/gs, '$1').replace(/\u200B/g, ''),
		};
		fc.assert(
			fc.property(fc.string(), fc.constantFrom(...TEXT_FORMATS), (text, { value }) => {
				expect(back[value](escapeText(text, value))).toBe(text);
			}),
		);
	});

	it('leaves Telegram no character that it would refuse', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const rest = escapeText(text, 'telegramMarkdown').replace(/\\./gs, '');
				expect(rest).not.toMatch(/[\\_*[\]()~`>#+\-=|{}.!]/);
			}),
		);
	});
});

function unescaped(text: string): string {
	return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
