import { webSockets } from '../../../core';
import { describeSockets } from './socket-contract';

describeSockets("platform's", webSockets(WebSocket), { tellsAll: false });
