/// What would clear a finding, in the languages of `RuleSentences`.
extension RuleSentences {
    static func remedies(_ key: Key) -> [String] {
        switch key {
        case .registerBasis:
            [
                "تسجيل الطلب أو الولاية، أو ذكره في المساعدة، أو إلغاؤها",
                "register the request or mandate, name it in the assistance, or cancel it",
                "registrar la solicitud o el mandato, nombrarlo en la asistencia o cancelarla",
                "enregistrer la demande ou le mandat, le nommer dans l’assistance, ou l’annuler",
                "зарегистрировать просьбу или мандат, назвать его в помощи или отменить её",
                "登记请求或授权,在援助中注明,或取消援助",
            ]
        case .assessFirst:
            [
                "التقييم ثم القرار ثم الالتزام من جديد؛ أو إلغاء المساعدة",
                "assess, decide, then commit once more; or cancel the assistance",
                "evaluar, decidir y comprometer de nuevo; o cancelar la asistencia",
                "évaluer, décider, puis engager de nouveau ; ou annuler l’assistance",
                "оценить, решить и принять обязательство заново; или отменить помощь",
                "先评估、再决定、然后重新承诺;或取消援助",
            ]
        case .keepToDecision:
            [
                "تعديل القرار، أو حصر المساعدة فيه، أو إلغاؤها",
                "amend the decision, keep the assistance to it, or cancel it",
                "enmendar la decisión, ceñir a ella la asistencia o cancelarla",
                "modifier la décision, y tenir l’assistance, ou l’annuler",
                "изменить решение, привести помощь в соответствие с ним или отменить её",
                "修订决定,使援助符合决定,或取消援助",
            ]
        case .nameMandate:
            [
                "ذكر الولاية في observation.declared",
                "name the mandate in observation.declared",
                "nombrar el mandato en observation.declared",
                "nommer le mandat dans observation.declared",
                "назвать мандат в observation.declared",
                "在 observation.declared 中注明授权",
            ]
        case .mandateOrOtherType:
            [
                "ذكر الولاية أساسا لها، أو اختيار نوع آخر، أو إلغاؤها",
                "name the mandate as its basis, choose another type, or cancel it",
                "nombrar el mandato como base, elegir otro tipo o cancelarla",
                "nommer le mandat comme base, choisir un autre type, ou l’annuler",
                "назвать мандат основанием, выбрать другой вид или отменить",
                "注明授权为依据,选择其他类型,或取消",
            ]
        case .tellNews:
            [
                "نشر assistance.updated أو ‎.completed أو ‎.cancelled",
                "publish assistance.updated, .completed or .cancelled",
                "publicar assistance.updated, .completed o .cancelled",
                "publier assistance.updated, .completed ou .cancelled",
                "опубликовать assistance.updated, .completed или .cancelled",
                "发布 assistance.updated、.completed 或 .cancelled",
            ]
        case .acknowledgeAdvice:
            [
                "تنشر ead الحدث coordination.acknowledged",
                "ead publishes coordination.acknowledged",
                "ead publica coordination.acknowledged",
                "ead publie coordination.acknowledged",
                "ead публикует coordination.acknowledged",
                "ead 发布 coordination.acknowledged",
            ]
        case .clarifyRequester:
            [
                "request.clarified من جهة تلزم الدولة",
                "request.clarified with a requester that can bind the State",
                "request.clarified con un solicitante que pueda obligar al Estado",
                "request.clarified avec un demandeur qui peut engager l’État",
                "request.clarified от органа, вправе связывать государство",
                "以能代表国家的提出者发布 request.clarified",
            ]
        case .laterElection:
            [
                "يوم اقتراع أبعد، بواسطة request.clarified أو election.updated",
                "a later election day, by request.clarified or election.updated",
                "un día de votación posterior, por request.clarified o election.updated",
                "un scrutin plus tardif, par request.clarified ou election.updated",
                "более поздний день голосования: request.clarified или election.updated",
                "较晚的投票日,通过 request.clarified 或 election.updated",
            ]
        case .reportMission: [String](repeating: "mission.reported", count: languages.count)
        case .refill:
            [
                "تبرعات أو إنفاق أقل، ثم fund.balance جديد",
                "contributions, or less spending, and a new fund.balance",
                "contribuciones, o menos gasto, y un nuevo fund.balance",
                "des contributions, ou moins de dépenses, et un nouveau fund.balance",
                "взносы или меньше расходов и новое fund.balance",
                "捐款或减少支出,并发布新的 fund.balance",
            ]
        case .oneRole:
            [
                "دور واحد فقط من الاثنين",
                "only one of the two roles",
                "solo uno de los dos papeles",
                "un seul des deux rôles",
                "только одна из двух ролей",
                "只担任两种角色之一",
            ]
        case .acknowledgePolicy: [String](repeating: "policy.acknowledged", count: languages.count)
        case .issueBulletin: [String](repeating: "bulletin.issued", count: languages.count)
        case .issueReport: [String](repeating: "report.ga-issued", count: languages.count)
        case .registerRequest:
            [
                "request.received أو mandate.established",
                "request.received or mandate.established",
                "request.received o mandate.established",
                "request.received ou mandate.established",
                "request.received или mandate.established",
                "request.received 或 mandate.established",
            ]
        case .ownActivity:
            [
                "نشاط مستقل لما يستمر",
                "an activity of its own for what goes on",
                "una actividad propia para lo que continúa",
                "une activité distincte pour ce qui continue",
                "отдельная деятельность для того, что продолжается",
                "为继续进行的工作另设一项活动",
            ]
        case .receiveRequest: [String](repeating: "request.received", count: languages.count)
        case .rightTime:
            [
                "request.received بالوقت الذي ورد فيه",
                "request.received with the time at which it came",
                "request.received con la hora en que llegó",
                "request.received avec l’heure de son arrivée",
                "request.received с временем поступления",
                "以实际收到时间发布 request.received",
            ]
        case .ownRequest:
            [
                "طلب مستقل لما يُطلب من جديد",
                "a request of its own for what is asked anew",
                "una solicitud propia para lo que se pide de nuevo",
                "une demande distincte pour ce qui est demandé de nouveau",
                "отдельная просьба о том, что запрошено заново",
                "为重新提出的要求另立一项请求",
            ]
        case .deferOthers:
            [
                "decision.amended لأحدها، والنتيجة deferred للبقية",
                "decision.amended of one, with outcome deferred for the others",
                "decision.amended de una, con resultado deferred para las demás",
                "decision.amended de l’une, avec l’issue deferred pour les autres",
                "decision.amended одного, с исходом deferred для остальных",
                "修订其中一项(decision.amended),其余结果为 deferred",
            ]
        default: preconditionFailure("\(key) has no sentence")
        }
    }
}
