import { comeAlive } from './come-alive';
import ExplorerPage from './ExplorerPage.svelte';

void comeAlive(ExplorerPage);
