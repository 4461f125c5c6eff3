/**
 * The typed core for programs:
 *
 *     const { KingfisherClient } = require('n8n-nodes-kingfisher');
 *     const gex = await new KingfisherClient({ apiKey }).gex.get('BTC');
 */
module.exports = require('./dist/sdk/index.js');
