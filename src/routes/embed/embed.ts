import { parseEmbedOptions } from '$lib/domain/embed-url';
import { comeAlive } from '../come-alive';
import EmbedPage from './EmbedPage.svelte';

// A frozen embed loads the version that it names, and the present one where that is gone.
void comeAlive(EmbedPage, parseEmbedOptions(location.search).version);
