import { describeOutages } from '../support/jobs-outages';

describeOutages('database', async () => ({}));
