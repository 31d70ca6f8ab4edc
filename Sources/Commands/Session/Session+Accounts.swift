import PipelineLanguage

/// `login`, `logout`, `account`
extension Session {
    func change(
        _ action: SessionAction, _ name: String?, at location: Location
    ) async throws {
        guard !options.isDryRun else {
            throw usage("a dry run logs nobody in or out", at: location)
        }
        do {
            let accounts = environment.accounts
            switch action {
            case .login: try await accounts.logIn(as: name)
            case .logout: try await accounts.logOut(of: name)
            case .account: try await accounts.use(name ?? "")
            case .help, .next, .previous, .quit, .unset: return
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            throw StageFailure(error, at: location)
        }
        forgetAccount()
    }
}
