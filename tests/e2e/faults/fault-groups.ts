import { DATA } from './data-rows';
import type { FaultGroup } from './fault-row';
import { GRAPHICS } from './graphics-rows';
import { HOST, STORAGE } from './host-rows';
import { DEPLOY, NETWORK } from './network-rows';

/** Every fault that is brought about; docs/faults.md is made from it. */
export const FAULT_GROUPS: readonly FaultGroup[] = [DATA, NETWORK, DEPLOY, GRAPHICS, STORAGE, HOST];
