import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';
import { permissions } from '../permissions';
import { JobPage } from './JobPage';
import { OverviewPage } from './OverviewPage';

const App = () => (
  <Page.Protect permissions={permissions.read}>
    <Routes>
      <Route index element={<OverviewPage />} />
      <Route path=":id" element={<JobPage />} />
    </Routes>
  </Page.Protect>
);

export default App;
