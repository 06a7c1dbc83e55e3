import { Page } from '@strapi/strapi/admin';
import { permissions } from '../permissions';
import { OverviewPage } from './OverviewPage';

const App = () => (
  <Page.Protect permissions={permissions.read}>
    <OverviewPage />
  </Page.Protect>
);

export default App;
