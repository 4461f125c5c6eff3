/** The runtimes of all nodes: `lib/nodes.js` of the package, called by the file of each node. */
export { accountNode } from './account/runtime';
export { endpointNode } from './endpoint/runtime';
export { webhooksNode } from './webhooks/runtime';
