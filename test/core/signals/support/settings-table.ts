import type { SignalField } from '../../../../core/signals/fields';
import type { AnySignal } from '../../../../core/signals/signal';

/** The settings of a signal as the documentation shows them: a heading and a table. */
export function settingsTable(signal: AnySignal): string {
	const rows = Object.entries<SignalField>(signal.settings).map(([name, field]) => [
		`${field.title} (\`${name}\`)`,
		shownDefault(field),
		field.description,
	]);
	const lines = [['Setting', 'Default', ''], ['---', '---', '---'], ...rows];
	return [`### ${signal.title}`, '', ...lines.map((cells) => `| ${cells.join(' | ')} |`)].join(
		'\n',
	);
}

function shownDefault(field: SignalField): string {
	if (field.kind === 'flag') return field.default ? 'on' : 'off';
	if (field.kind === 'choice') {
		return field.choices.find(({ value }) => value === field.default)?.title ?? field.default;
	}
	if (field.default === undefined) return field.isRequired ? 'required' : '–';
	const unit = field.kind === 'number' && field.unit !== undefined ? ` ${field.unit}` : '';
	return `${field.default.toLocaleString('en-US', { maximumFractionDigits: 3 })}${unit}` || 'all';
}
