import { describeConformance } from '../support/jobs-conformance';

describeConformance('database', {});
