@testable import Shell

/// Tests that read the settings of a folder of their own.
protocol SettingsReading {
    var folder: TemporaryFolder { get }
}

extension SettingsReading {
    /// - Parameters:
    ///   - env: the text of the folder's `.env`; nil leaves it as it is.
    ///   - directory: from the folder on, where the settings are asked for.
    func settings(
        _ environment: [String: String] = [:], env: String? = nil,
        overrides: [SettingOverride] = [], in directory: String = ""
    ) throws -> Settings {
        if let env { try folder.write(env, to: ".env") }
        return try Settings(
            overrides: overrides,
            environment: ["HOME": folder.path + "/home"].merging(environment) { $1 },
            directory: folder.path + directory)
    }

    func problems(_ environment: [String: String], env: String? = nil) -> [SettingProblem] {
        do {
            _ = try settings(environment, env: env)
            return []
        } catch {
            return (error as? SettingsError)?.problems ?? []
        }
    }
}
