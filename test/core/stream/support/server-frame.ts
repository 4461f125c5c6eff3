/** A frame as a server sends it (RFC 6455, section 5.2). @param first opcode and flags; 0x81 = a whole text */
export function serverFrame(payload: Buffer, first = 0x81): Buffer {
	const { length } = payload;
	if (length < 126) return Buffer.concat([Buffer.from([first, length]), payload]);
	const head = Buffer.alloc(length < 65_536 ? 4 : 10);
	head[0] = first;
	head[1] = length < 65_536 ? 126 : 127;
	if (length < 65_536) head.writeUInt16BE(length, 2);
	else head.writeBigUInt64BE(BigInt(length), 2);
	return Buffer.concat([head, payload]);
}
