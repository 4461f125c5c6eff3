import { catalogue } from './catalogue';
import type { AnyEndpoint, StreamChannel } from './endpoint';
import type { Choice } from './parameters';

/** An endpoint whose data is pushed too. */
export type StreamedEndpoint = AnyEndpoint & { stream: StreamChannel };

/** Source: API guide, "Available Channels". */
export const streamed: readonly StreamedEndpoint[] = Object.values<AnyEndpoint>(catalogue).filter(
	(endpoint): endpoint is StreamedEndpoint => endpoint.stream !== undefined,
);

/** The channels as both hosts offer them. */
export const CHANNELS: readonly Choice[] = streamed.map(({ title, stream }) => ({
	value: stream.channel,
	title,
	description: `Sent ${stream.updates}`,
}));

const byChannel = new Map(streamed.map((endpoint) => [endpoint.stream.channel, endpoint]));

export function endpointOf(channel: string): StreamedEndpoint | undefined {
	return byChannel.get(channel);
}
