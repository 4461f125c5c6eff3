import { wsSockets } from '../../../node-red/shared/ws-sockets';
import { describeSockets } from './socket-contract';

describeSockets('ws', wsSockets, { tellsAll: true });
