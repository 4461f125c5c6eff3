import type { AnyEndpoint, Fields, ResponseOf, Row } from '../api/endpoint';
import type { KingfisherError } from './errors';
import { readShape, type Shape } from './response';

/** Data of an endpoint, read as the caller likes: typed, as rows, as one record, as a text. */
export class Snapshot<E extends AnyEndpoint = AnyEndpoint> {
	private form: Shape | undefined;

	constructor(
		readonly endpoint: E,
		/** What was asked for. */
		readonly parameters: Record<string, unknown>,
		/** Epoch ms. */
		readonly receivedAt: number,
		private readonly given: unknown,
		/** When the data is from, where it does not say so itself; epoch ms. */
		protected readonly at: number = receivedAt,
	) {}

	/** Why there are no rows of it: it does not have the documented form. */
	get problem(): KingfisherError | undefined {
		return this.shape.error;
	}

	/** In the form of the endpoint's response. */
	protected get content(): unknown {
		return this.given;
	}

	/**
	 * The data through the endpoint's loose schema: documented fields typed, others untouched.
	 * @throws KingfisherError `unexpected_shape`
	 */
	data(): ResponseOf<E> {
		return this.typed(readShape(this.endpoint, this.content));
	}

	/**
	 * @param simplify leaves out what the API sent beyond the endpoint's own columns.
	 * @throws KingfisherError `unexpected_shape`
	 */
	rows({ simplify = false } = {}): Row[] {
		const rows = this.endpoint.rows(this.typed(), this.parameters, this.at);
		return simplify ? rows.map((row) => this.onlyColumns(row, this.endpoint.rowFields)) : rows;
	}

	/**
	 * @param simplify leaves out what the API sent beyond the endpoint's own columns.
	 * @throws KingfisherError `unexpected_shape`
	 */
	summary({ simplify = false } = {}): Row {
		const summary = this.endpoint.summary(this.typed(), this.parameters, this.at);
		return simplify ? this.onlyColumns(summary, this.endpoint.summaryFields) : summary;
	}

	/** @throws KingfisherError `unexpected_shape` */
	text(): string {
		return this.endpoint.text(this.typed(), this.parameters);
	}

	/** Read once for rows, record and text, which change nothing in it. */
	protected get shape(): Shape {
		return (this.form ??= readShape(this.endpoint, this.content));
	}

	private typed(shape = this.shape): ResponseOf<E> {
		if (shape.error) throw shape.error;
		return shape.data;
	}

	/** Of data that is not documented nothing is left out: our columns may have missed the point. */
	private onlyColumns(row: Row, fields: Fields): Row {
		if (!this.endpoint.documented) return row;
		return Object.fromEntries(Object.entries(row).filter(([name]) => name in fields));
	}
}
