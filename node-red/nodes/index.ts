/** The runtimes of all nodes: `lib/nodes.js` of the package, called by the file of each node. */
export { accountNode } from './account/runtime';
export { chartNode } from './chart/runtime';
export { endpointNode } from './endpoint/runtime';
export { eventNode } from './event/runtime';
export { signalNode } from './signal/runtime';
export { streamNode } from './stream/runtime';
export { webhooksNode } from './webhooks/runtime';
