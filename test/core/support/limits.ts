/** The headers of the API guide. */
export function limits(remaining: number, resetAt?: number): Record<string, string> {
	return {
		'X-RateLimit-Limit': '100',
		'X-RateLimit-Remaining': String(remaining),
		...(resetAt === undefined ? {} : { 'X-RateLimit-Reset': String(resetAt / 1000) }),
	};
}
