import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';
import { permissionFor } from '../../../../shared/admin/permissions';
import { permissions } from '../../contract/permissions';
import { AlertsPage } from './AlertsPage';
import { SetupPage } from './SetupPage';

const App = () => (
  <Routes>
    <Route
      index
      element={
        <Page.Protect permissions={permissionFor(permissions.readAlerts)}>
          <AlertsPage />
        </Page.Protect>
      }
    />
    <Route
      path="setup"
      element={
        <Page.Protect permissions={permissionFor(permissions.readSetup)}>
          <SetupPage />
        </Page.Protect>
      }
    />
  </Routes>
);

export default App;
