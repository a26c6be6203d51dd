/** One function of a CPU profile, as V8 gives it. */
export interface ProfileNode {
	id: number;
	callFrame: { functionName: string; url: string };
	children?: number[];
}

/** A CPU profile of V8. */
export interface CpuProfile {
	nodes: ProfileNode[];
	/** The id of the function that ran at each sample. */
	samples: number[];
	/** Microseconds since the sample before. */
	timeDeltas: number[];
}

/** Looks into a running Node.js through V8's inspector. */
export class Inspector {
	private readonly socket: WebSocket;
	private lastId = 0;
	private readonly waiting = new Map<number, (answer: Answer) => void>();

	private constructor(socket: WebSocket) {
		this.socket = socket;
		socket.addEventListener('message', ({ data }) => {
			const answer = JSON.parse(data) as Answer;
			this.waiting.get(answer.id)?.(answer);
			this.waiting.delete(answer.id);
		});
	}

	static async open(url: string): Promise<Inspector> {
		const socket = new WebSocket(url);
		await new Promise<void>((resolve, reject) => {
			socket.addEventListener('open', () => resolve());
			socket.addEventListener('error', () => reject(new Error(`No inspector answers at ${url}`)));
		});
		return new Inspector(socket);
	}

	/** Evaluates an expression in the process. @returns its value, which has to be JSON */
	async evaluate<Value>(expression: string): Promise<Value> {
		const { result, exceptionDetails } = await this.call<{
			result: { value: Value };
			exceptionDetails?: { exception?: { description?: string } };
		}>('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
		if (exceptionDetails !== undefined) {
			throw new Error(exceptionDetails.exception?.description ?? 'An expression failed');
		}
		return result.value;
	}

	/** The memory of the whole process once its garbage is collected, in MB. */
	async memory(): Promise<{ rssMb: number; heapMb: number }> {
		await this.call('HeapProfiler.collectGarbage');
		const { rss, heapUsed } = await this.evaluate<{ rss: number; heapUsed: number }>(
			'process.memoryUsage()',
		);
		return { rssMb: rss / 1024 ** 2, heapMb: heapUsed / 1024 ** 2 };
	}

	/** What all threads of the process have spent so far, in milliseconds. */
	async cpuMs(): Promise<number> {
		const { user, system } = await this.evaluate<{ user: number; system: number }>(
			'process.cpuUsage()',
		);
		return (user + system) / 1_000;
	}

	/** Profiles the main thread while something is done. */
	async profile(work: () => Promise<void>): Promise<CpuProfile> {
		await this.call('Profiler.enable');
		await this.call('Profiler.start');
		await work();
		const { profile } = await this.call<{ profile: CpuProfile }>('Profiler.stop');
		await this.call('Profiler.disable');
		return profile;
	}

	close(): void {
		this.socket.close();
	}

	private async call<Result>(method: string, params: object = {}): Promise<Result> {
		const id = ++this.lastId;
		this.socket.send(JSON.stringify({ id, method, params }));
		const { result, error } = await new Promise<Answer>((resolve) => this.waiting.set(id, resolve));
		if (error !== undefined) throw new Error(`${method}: ${error.message}`);
		return result as Result;
	}
}

interface Answer {
	id: number;
	result?: unknown;
	error?: { message: string };
}
