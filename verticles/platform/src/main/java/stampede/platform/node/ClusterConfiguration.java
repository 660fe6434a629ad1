package stampede.platform.node;

import com.hazelcast.config.Config;
import com.hazelcast.config.FileSystemXmlConfig;
import com.hazelcast.config.InvalidConfigurationException;
import com.hazelcast.core.HazelcastException;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.Properties;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;
import stampede.platform.settings.Setting;
import stampede.platform.settings.Settings;

/**
 * Reads {@code cluster.xml}. Left to itself, the cluster manager would quietly fall back to a
 * default that joins whatever it finds by multicast.
 */
final class ClusterConfiguration {

  private ClusterConfiguration() {}

  /**
   * The file with the {@code cluster.*} settings put in. Fails when there is none that is usable.
   */
  static Config read(Settings settings) {
    Path file = settings.get(NodeSettings.CLUSTER_FILE).toAbsolutePath();
    Properties values = new Properties();
    for (Setting<?> setting :
        new Setting<?>[] {
          NodeSettings.CLUSTER_NAME,
          NodeSettings.CLUSTER_HOST,
          NodeSettings.CLUSTER_PORT,
          NodeSettings.CLUSTER_MEMBERS
        }) {
      values.setProperty(setting.key(), settings.get(setting).toString());
    }
    try {
      return new FileSystemXmlConfig(file.toFile(), values);
    } catch (FileNotFoundException e) {
      throw new ServiceFailure(
          FailureCode.SERVICE_UNAVAILABLE,
          file + " is missing: set cluster.file to where the project's cluster.xml is",
          e);
    } catch (InvalidConfigurationException e) {
      throw new ServiceFailure(
          FailureCode.SERVICE_UNAVAILABLE, file + " is not usable: " + e.getMessage(), e);
    } catch (HazelcastException e) {
      throw new ServiceFailure(
          FailureCode.SERVICE_UNAVAILABLE, file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
