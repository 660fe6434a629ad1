/**
 * What an operator may set, read once at start and checked all at once.
 *
 * <p>Each module declares its {@link stampede.platform.settings.Setting}s as constants: key, type,
 * range, default, meaning. {@link stampede.platform.settings.Settings#read} takes them together
 * with the sources (file, environment, command line; later ones win) and either gives every value
 * or fails with {@link stampede.platform.settings.InvalidSettings}, which names every wrong,
 * missing and unknown key in one go. Nothing else in the system reads an environment variable or a
 * property.
 */
package stampede.platform.settings;
