import { readSync, fstatSync } from 'fs';
import { compileFunction } from 'vm';
import { createRequire } from 'module';
const readInput = fd => {
const bytes = Buffer.alloc(fstatSync(fd).size);
for (let at = 0; at < bytes.length; at += readSync(fd, bytes, at, bytes.length - at, at));
return bytes.toString();
};
await compileFunction(readInput(4), ['require', 'importUrl', 'readInput'], { filename: 'bootstrap.js' })(createRequire('/'), url => import(url), readInput);
