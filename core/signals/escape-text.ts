import type { Choice } from '../api/parameters';

/** Where a text is sent, as both hosts offer it. */
export const TEXT_FORMATS = [
	{ value: 'plain', title: 'Plain', description: 'As it is' },
	{ value: 'slack', title: 'Slack', description: 'For messages of Slack (mrkdwn)' },
	{ value: 'telegramHtml', title: 'Telegram HTML', description: 'For the parse mode HTML' },
	{
		value: 'telegramMarkdown',
		title: 'Telegram MarkdownV2',
		description: 'For the parse mode MarkdownV2',
	},
	{ value: 'discord', title: 'Discord', description: 'For messages of Discord' },
] as const satisfies readonly Choice[];

export type TextFormat = (typeof TEXT_FORMATS)[number]['value'];

/** As stored with a node or given by a flow; whatever is none of them is plain. */
export function textFormatFrom(stored: unknown): TextFormat {
	return TEXT_FORMATS.find(({ value }) => value === stored)?.value ?? 'plain';
}

/**
 * `text` so that it is shown there as it stands here, and mentions nobody. Slack has no escape for
 * `*`, `_` and `~`, which the texts of signals do not use.
 * Sources: Slack, "Formatting text for app surfaces" (`&`, `<` and `>` are all there is to escape);
 * Telegram Bot API, "Formatting options"; Discord, "Markdown Text 101" and "Message formatting".
 */
export function escapeText(text: string, format: TextFormat): string {
	switch (format) {
		case 'plain':
			return text;
		case 'slack':
		case 'telegramHtml':
			return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
		case 'telegramMarkdown':
			return text.replace(/[\\_*[\]()~`>#+\-=|{}.!]/g, '\\$&');
		case 'discord':
			return (
				text
					.replace(/[\\*_~`|<>[\]]/g, '\\$&')
					// At the start of a line they begin a heading, small print or a list.
					.replace(/^(\s*)([#-])/gm, '$1\\$2')
					.replace(/^(\s*\d+)\./gm, '$1\\.')
					.replace(/@/g, `@${ZERO_WIDTH}`)
			);
	}
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Keeps a mention from being one, and is not seen. */
const ZERO_WIDTH = '\u200B';
