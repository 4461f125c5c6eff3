import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const POSTGRES = { host: '127.0.0.1', port: 5432, user: 'postgres', database: 'postgres' };
const REDIS = { host: '127.0.0.1', port: 6379 };

interface PostgresClient {
	connect(): Promise<void>;
	query(text: string): Promise<{ rows: Record<string, unknown>[] }>;
	end(): Promise<void>;
}

interface RedisClient {
	connect(): Promise<void>;
	keys(pattern: string): Promise<string[]>;
	del(...keys: string[]): Promise<number>;
	disconnect(): void;
}

/** What an n8n of several processes shares: a database of PostgreSQL and a prefix in Redis, both its own. */
export class QueueServices {
	private constructor(
		readonly name: string,
		private readonly postgres: (database?: string) => PostgresClient,
		private readonly redis: () => RedisClient,
	) {}

	/** @param installation of n8n, which brings the drivers */
	static async open(installation: string): Promise<QueueServices> {
		const fromN8n = createRequire(join(installation, 'node_modules/n8n/package.json'));
		const { Client } = fromN8n('pg') as { Client: new (options: object) => PostgresClient };
		const Redis = fromN8n('ioredis') as new (options: object) => RedisClient;
		const services = new QueueServices(
			`kingfisher_${randomBytes(6).toString('hex')}`,
			(database = POSTGRES.database) => new Client({ ...POSTGRES, database }),
			() => new Redis({ ...REDIS, lazyConnect: true, retryStrategy: null }),
		);
		await services.onRedis(async () => {});
		await services.onPostgres(async (client) => {
			await client.query(`CREATE DATABASE ${services.name}`);
		});
		return services;
	}

	/** For every process of this n8n. */
	environment(): Record<string, string> {
		return {
			EXECUTIONS_MODE: 'queue',
			N8N_ENCRYPTION_KEY: `${this.name}_encryption`,
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: POSTGRES.host,
			DB_POSTGRESDB_PORT: String(POSTGRES.port),
			DB_POSTGRESDB_USER: POSTGRES.user,
			DB_POSTGRESDB_DATABASE: this.name,
			QUEUE_BULL_REDIS_HOST: REDIS.host,
			QUEUE_BULL_REDIS_PORT: String(REDIS.port),
			QUEUE_BULL_PREFIX: this.name,
			N8N_REDIS_KEY_PREFIX: this.name,
		};
	}

	/** Everything in the database and in Redis, as text: to look for what must not be there. */
	async content(): Promise<string> {
		const tables = await this.onPostgres(async (client) => {
			const listed = await client.query(
				"SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
			);
			const texts: string[] = [];
			for (const { table_name: table } of listed.rows) {
				const { rows } = await client.query(`SELECT * FROM "${String(table)}"`);
				texts.push(JSON.stringify(rows));
			}
			return texts.join('\n');
		}, this.name);
		return tables;
	}

	async remove(): Promise<void> {
		await this.onPostgres(async (client) => {
			await client.query(`DROP DATABASE IF EXISTS ${this.name} WITH (FORCE)`);
		});
		await this.onRedis(async (client) => {
			const keys = await client.keys(`*${this.name}*`);
			if (keys.length > 0) await client.del(...keys);
		});
	}

	private async onPostgres<Result>(
		work: (client: PostgresClient) => Promise<Result>,
		database?: string,
	): Promise<Result> {
		const client = this.postgres(database);
		await client.connect().catch((error: unknown) => {
			throw new Error(
				`PostgreSQL at ${POSTGRES.host}:${POSTGRES.port} is needed: ${String(error)}`,
			);
		});
		try {
			return await work(client);
		} finally {
			await client.end();
		}
	}

	private async onRedis(work: (client: RedisClient) => Promise<void>): Promise<void> {
		const client = this.redis();
		await client.connect().catch((error: unknown) => {
			throw new Error(`Redis at ${REDIS.host}:${REDIS.port} is needed: ${String(error)}`);
		});
		try {
			await work(client);
		} finally {
			client.disconnect();
		}
	}
}
