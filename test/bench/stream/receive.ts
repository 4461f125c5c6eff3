import { age } from './frames';
import { RECEIVERS } from './receivers';

/** What the bench asks of a receiver: to measure the next messages. */
export interface Begin {
	count: number;
	/** Whether the age of each message is wanted. */
	ages: boolean;
}

export type ReceiverNews =
	| 'ready'
	| 'begun'
	| {
			/** From the first to the last message. */
			seconds: number;
			cpuMicros: number;
			handedOver: number;
			/** ms from sending to handing over, sorted. */
			ages: number[];
	  };

/** One receiver in a process of its own: `receive.ts <name> <address>`. */
async function main(): Promise<void> {
	const [name = '', url = ''] = process.argv.slice(2);
	let run = new Run({ count: Infinity, ages: false });
	await RECEIVERS[name]?.(url, {
		handled: () => run.handled(),
		price: (price) => run.price(price),
	});
	process.on('message', (begin: Begin) => {
		run = new Run(begin);
		tell('begun');
	});
	process.once('disconnect', () => process.exit());
	tell('ready');
}

class Run {
	private count = 0;
	private handedOver = 0;
	private since = 0;
	private cpu = process.cpuUsage();
	private readonly ages: number[] = [];

	constructor(private readonly begin: Begin) {}

	price(price: unknown): void {
		this.handedOver += 1;
		if (this.begin.ages) this.ages.push(age(price as number));
	}

	handled(): void {
		if (this.count === 0) {
			this.since = performance.now();
			this.cpu = process.cpuUsage();
		}
		this.count += 1;
		if (this.count !== this.begin.count) return;
		const seconds = (performance.now() - this.since) / 1000;
		const { user, system } = process.cpuUsage(this.cpu);
		const { handedOver } = this;
		const ages = this.ages.sort((a, b) => a - b);
		tell({ seconds, cpuMicros: user + system, handedOver, ages });
	}
}

function tell(news: ReceiverNews): void {
	process.send?.(news);
}

void main();
